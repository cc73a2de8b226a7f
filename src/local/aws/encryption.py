"""Encrypted disks as in EC2, where moto only notes them.

EC2 asks for the key of a disk when RunInstances has answered already: an instance whose key is not there, is disabled or
about to be deleted ends with the reason Client.InternalError. An image of an instance is encrypted where its disk is,
and so is the disk of what is launched from it.
"""

from moto.ec2.models import amis, instances
from moto.kms.models import kms_backends

CODE = "Client.InternalError"


def volumes(instance):
    backend = instance.ec2_backend
    return [backend.volumes[device.volume_id] for _, device in instance.get_block_device_mapping]


def is_usable(backend, key):
    keys = kms_backends[backend.account_id][backend.region_name]
    try:
        found = keys.describe_key(keys.any_id_to_key_id(key))
    except Exception:  # whatever moto says of a key that is not there
        return False
    return found.enabled and found.key_state == "Enabled"


def encrypt_as_the_image(backend, instance):
    key = backend.describe_images(ami_ids=[instance.image_id])[0].kms_key_id
    for volume in volumes(instance):
        if key and not volume.encrypted:
            volume.encrypted, volume.kms_key_id = True, key


def make_keys(account, region):
    """For tests, by what they are called in aws.properties."""
    backend = kms_backends[account][region]
    usable, disabled = (
        backend.create_key(None, "ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT", "", None) for _ in range(2))
    backend.disable_key(disabled.id)
    return {"kmsKey": usable.arn, "disabledKmsKey": disabled.arn}


def install():
    run_instances = instances.InstanceBackend.run_instances
    make_image = amis.Ami.__init__
    devices = amis.Ami.block_device_mappings

    def run_and_ask_for_keys(backend, *arguments, **more):
        reservation = run_instances(backend, *arguments, **more)
        for instance in reservation.instances:
            encrypt_as_the_image(backend, instance)
            keys = [volume.kms_key_id for volume in volumes(instance) if volume.encrypted]
            if not all(is_usable(backend, key) for key in keys):
                instance.terminate()
                instance.state_reason = instances.StateReason(CODE + ": Client error on launch", CODE)
        return reservation

    def make_and_note(image, *arguments, **more):
        make_image(image, *arguments, **more)
        instance = getattr(image, "instance", None)
        keys = [volume.kms_key_id for volume in volumes(instance) if volume.encrypted] if instance else []
        image.kms_key_id = keys[0] if keys else None

    def devices_with_encryption(image):
        shown = devices.fget(image)
        for device in shown:
            device["Ebs"]["Encrypted"] = getattr(image, "kms_key_id", None) is not None
        return shown

    instances.InstanceBackend.run_instances = run_and_ask_for_keys
    amis.Ami.__init__ = make_and_note
    amis.Ami.block_device_mappings = property(devices_with_encryption)
